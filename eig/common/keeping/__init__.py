"""One way to keep what people type: versions, merging, the page that writes. No model, no domain word."""
