"""The only room of lib that knows Streamlit; here what every page uses. What one page shows lies in a module of its
section (`lib/ui/<section>/<page>.py`)."""

from lib.ui.choosing import ALL as ALL
from lib.ui.choosing import bound as bound
from lib.ui.choosing import choose as choose
from lib.ui.choosing import one_of as one_of
from lib.ui.choosing import pick as pick
from lib.ui.choosing import slide as slide
from lib.ui.choosing import switches as switches
from lib.ui.citations import cite as cite
from lib.ui.figures import figure as figure
from lib.ui.filters import area as area
from lib.ui.filters import chosen_area as chosen_area
from lib.ui.filters import in_area as in_area
from lib.ui.filters import shared_filters as shared_filters
from lib.ui.filters import year as year
from lib.ui.links import go as go
from lib.ui.links import link as link
from lib.ui.opened import about_plan as about_plan
from lib.ui.opened import asof as asof
from lib.ui.opened import begin as begin
from lib.ui.opened import book as book
from lib.ui.opened import demo as demo
from lib.ui.opened import plan as plan
from lib.ui.opened import prepare as prepare
from lib.ui.opened import today as today
from lib.ui.opened import told as told
from lib.ui.screen import mode as mode
from lib.ui.screen import narrow as narrow
from lib.ui.screen import scale as scale
from lib.ui.settings import setting as setting
from lib.ui.tables import download as download
from lib.ui.tables import table as table
from lib.ui.tables import table_with_choice as table_with_choice
from lib.ui.tables import tall as tall
from lib.ui.writing import person as person
from lib.ui.writing import write as write
