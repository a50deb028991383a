# The bot in a container: docs/running.md says how to run it.
FROM python:3.11-slim AS build
RUN python -m venv /opt/tthc
WORKDIR /src
COPY requirements.lock .
RUN /opt/tthc/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY nlp nlp
COPY knowledge knowledge
COPY bot bot
COPY admin_cli admin_cli
RUN /opt/tthc/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin tthc \
    && install --directory --owner tthc --mode 0700 /data
COPY --from=build /opt/tthc /opt/tthc
ENV PATH=/opt/tthc/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONUTF8=1 \
    TTHC_DATABASE_URL=sqlite:////data/hoi-thu-tuc.sqlite3
WORKDIR /data
VOLUME /data
USER tthc
STOPSIGNAL SIGTERM
# Loads the catalogue and asks it one question: some seconds of work, so not often.
HEALTHCHECK --interval=5m --timeout=60s --start-period=2m --retries=3 CMD ["tthc", "doctor"]
CMD ["sh", "-c", "tthc init --quiet && exec tthc-bot"]
