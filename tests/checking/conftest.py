"""Properties are judged by what is found, not by how long a busy computer takes."""

from hypothesis import HealthCheck, settings

settings.register_profile("checking", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("checking")
