"""Values of the trade, one type per file: identifiers, names, dates, places, quantities. Pure, and right from birth."""
