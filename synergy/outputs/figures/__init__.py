"""Print figures, drawn from the analysis as SVG of A4 text width."""
