"""Pages as plain Markdown: for other generators, language models and readers of text."""
