"""`make bench`: our service and, where they are at hand, its peers under the same load on the same machine."""
