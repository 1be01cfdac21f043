// Nothing to call: linking this target is what has an effect, and only under ThreadSanitizer.
