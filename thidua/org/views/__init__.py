"""The pages of the organisation, by what people come for."""
