# The product as it runs in production: web, worker, beat and migrations share this image.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=eig.settings.production

RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin eig \
    && install --directory --owner eig --group eig /srv/eig /srv/files /srv/beat

WORKDIR /srv/eig
COPY requirements/runtime.txt requirements/runtime.txt
RUN pip install --require-hashes --only-binary :all: -r requirements/runtime.txt

COPY . .
# Collecting needs settings that load, and touches neither a database nor a secret.
RUN SECRET_KEY=collectstatic ALLOWED_HOSTS=localhost DATABASE_URL=postgres://nobody@localhost/nothing \
    python manage.py collectstatic --no-input \
    && python -m compileall -q eig challenges candidates mentoring

USER eig
EXPOSE 8000
CMD ["gunicorn", "eig.wsgi:application", "--bind", "0.0.0.0:8000", "--threads", "4"]
