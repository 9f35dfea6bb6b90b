"""Conditions as bundles of HL7 FHIR R5 resources (experimental)."""
