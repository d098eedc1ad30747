"""The reader as a process: see reader/process.py."""

from lexiarch.indexer.reader.process import serve

if __name__ == "__main__":
    serve()
