"""Logic and I/O of the comparison; knows nothing of Qt."""

import os

# Before NumPy is first imported: on matrices as small as a contract's, its threads cost more than
# they save, and where another program keeps the cores busy they triple the time of an alignment.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
