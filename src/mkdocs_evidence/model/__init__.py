"""What a claim, study, record and problem are: values only, no input or output."""
