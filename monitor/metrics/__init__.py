"""How the service is, for programs that watch over it: measures for Prometheus, and whether it is alive and ready."""
