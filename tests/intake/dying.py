"""A reader that a hostile file has brought down."""

import os

os.abort()
