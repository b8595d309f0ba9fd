"""A reader that asks for all the memory it may have, and answers if it gets it."""

from lib.intake.worker import MEMORY, limit

limit()
bytearray(MEMORY)
print('{"sheets": []}')
