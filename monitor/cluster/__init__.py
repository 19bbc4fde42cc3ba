"""Reading on a Dask cluster: what is sent, who carries it, and what a worker there does with it."""
