# One image for the web server, the workers and the clock; docker-compose.yml says which runs what.
FROM node:24-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev \
    && mkdir tessdata \
    && gunzip -c node_modules/@tesseract.js-data/nld/4.0.0_best_int/nld.traineddata.gz > tessdata/nld.traineddata

FROM python:3.12-slim AS packages
WORKDIR /build
COPY requirements/production.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r production.txt

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    LETTER_ROOT=/data/letters \
    TESSDATA_DIR=/app/tessdata
RUN useradd --system --uid 10001 --no-create-home portal && mkdir -p /data/letters && chown -R portal /data
WORKDIR /app
COPY --from=packages /venv /venv
COPY --from=assets /build/tessdata tessdata
COPY manage.py gunicorn.conf.py LICENSE ./
COPY governance governance
COPY documents documents
COPY portal portal
COPY templates templates
COPY static static
# The vendor files are needed to gather the static files, not to run. The values only let the settings load.
RUN --mount=type=bind,from=assets,source=/build/node_modules,target=/app/node_modules \
    SECRET_KEY=build ALLOWED_HOSTS=build DATABASE_URL=postgresql://build/build REDIS_URL=redis://build \
    python manage.py collectstatic --noinput
USER portal
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "-m", "portal.healthcheck"]
CMD ["gunicorn", "--config", "gunicorn.conf.py"]
