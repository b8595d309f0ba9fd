"""How the modules of this room add their commands to the program's."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

Run = Callable[[Namespace], int]
"""A command: what was asked for, and the exit status."""
Adding = Callable[[str, Run, str], ArgumentParser]
"""Adds a command by name, with what it runs and a sentence of help, and gives its parser."""
