"""Reference styles: how a work is cited in the text and listed in the references."""
