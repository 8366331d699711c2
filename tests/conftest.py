"""What all tests stand on."""

import signal

# A runner in the background ignores Ctrl-C and would pass that on to every program the tests
# start; those must answer to it as they do on a desk.
signal.signal(signal.SIGINT, signal.default_int_handler)
