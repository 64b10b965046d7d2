"""Search: the only reader of SearchEntry. Everything is filtered inside the query on what the asking user may see."""

from portal.search.find import Facet, FacetOption, Result, Results, Wish, find, matching_ids
from portal.search.numbers import number_target

__all__ = ["Facet", "FacetOption", "Result", "Results", "Wish", "find", "matching_ids", "number_target"]
