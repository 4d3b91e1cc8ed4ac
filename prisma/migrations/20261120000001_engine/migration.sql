-- CreateTable
CREATE TABLE "engine_events" (
    "seq" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSON NOT NULL,
    "starts" BOOLEAN NOT NULL DEFAULT true,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(6),

    CONSTRAINT "engine_events_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "engine_runs" (
    "id" TEXT NOT NULL,
    "function_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "events" JSON NOT NULL,
    "event_ts" BIGINT NOT NULL,
    "request_version" INTEGER NOT NULL DEFAULT -1,
    "max_attempts" INTEGER NOT NULL,
    "memos" INTEGER NOT NULL DEFAULT 0,
    "state_bytes" INTEGER NOT NULL DEFAULT 0,
    "output" JSON,
    "error" JSON,
    "concurrency_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "concurrency_limits" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "priority" INTEGER NOT NULL DEFAULT 0,
    "rate_key" TEXT,
    "singleton_key" TEXT,
    "parent_run_id" TEXT,
    "parent_step_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "start_by" TIMESTAMPTZ(6),
    "finish_by" TIMESTAMPTZ(6),

    CONSTRAINT "engine_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine_steps" (
    "run_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "race" BOOLEAN NOT NULL DEFAULT false,
    "result" JSON,
    "position" INTEGER,
    "wait_event" TEXT,
    "wait_if" TEXT,
    "wait_signal" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(6),

    CONSTRAINT "engine_steps_pkey" PRIMARY KEY ("run_id","id")
);

-- CreateTable
CREATE TABLE "engine_queue" (
    "id" BIGSERIAL NOT NULL,
    "run_id" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "order_at" TIMESTAMPTZ(6) NOT NULL,
    "concurrency_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "concurrency_limits" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "lease_owner" INTEGER,
    "lease_until" TIMESTAMPTZ(6),
    "claims" INTEGER NOT NULL DEFAULT 0,
    "cuts" INTEGER NOT NULL DEFAULT 0,
    "again" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "engine_queue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine_idempotency_keys" (
    "function_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "engine_idempotency_keys_pkey" PRIMARY KEY ("function_id","key")
);

-- CreateTable
CREATE TABLE "engine_debounces" (
    "function_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "events" JSON NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "latest_at" TIMESTAMPTZ(6),

    CONSTRAINT "engine_debounces_pkey" PRIMARY KEY ("function_id","key")
);

-- CreateTable
CREATE TABLE "engine_throttles" (
    "function_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "engine_throttles_pkey" PRIMARY KEY ("function_id","key")
);

-- CreateTable
CREATE TABLE "engine_crons" (
    "function_id" TEXT NOT NULL,
    "cron" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "engine_crons_pkey" PRIMARY KEY ("function_id","cron")
);

-- CreateIndex
CREATE UNIQUE INDEX "engine_events_id_key" ON "engine_events"("id");

-- CreateIndex
CREATE INDEX "engine_events_delivered_at_seq_idx" ON "engine_events"("delivered_at", "seq");

-- CreateIndex
CREATE INDEX "engine_runs_function_id_status_idx" ON "engine_runs"("function_id", "status");

-- CreateIndex
CREATE INDEX "engine_runs_function_id_rate_key_created_at_idx" ON "engine_runs"("function_id", "rate_key", "created_at");

-- CreateIndex
CREATE INDEX "engine_runs_status_ended_at_idx" ON "engine_runs"("status", "ended_at");

-- CreateIndex
CREATE INDEX "engine_steps_wait_event_idx" ON "engine_steps"("wait_event");

-- CreateIndex
CREATE INDEX "engine_steps_wait_signal_idx" ON "engine_steps"("wait_signal");

-- CreateIndex
CREATE INDEX "engine_queue_lease_owner_kind_due_at_idx" ON "engine_queue"("lease_owner", "kind", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "engine_queue_run_id_step_id_key" ON "engine_queue"("run_id", "step_id");

-- CreateIndex
CREATE INDEX "engine_idempotency_keys_expires_at_idx" ON "engine_idempotency_keys"("expires_at");

-- CreateIndex
CREATE INDEX "engine_debounces_due_at_idx" ON "engine_debounces"("due_at");

-- CreateIndex
CREATE INDEX "engine_throttles_next_at_idx" ON "engine_throttles"("next_at");

-- CreateIndex
CREATE INDEX "engine_crons_next_at_idx" ON "engine_crons"("next_at");

-- AddForeignKey
ALTER TABLE "engine_steps" ADD CONSTRAINT "engine_steps_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "engine_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engine_queue" ADD CONSTRAINT "engine_queue_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "engine_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;


