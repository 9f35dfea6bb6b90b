"""Clinical knowledge bases for MkDocs: claims linked to studies, both ways."""
