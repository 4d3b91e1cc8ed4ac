-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Instance" (
    "id" UUID NOT NULL,
    "baseUrl" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "clientSecret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "emailVerified" TIMESTAMPTZ(3),
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "sessionToken" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "instanceId" UUID NOT NULL,
    "gitlabUserId" INTEGER NOT NULL,
    "username" TEXT NOT NULL,
    "scopes" TEXT[],
    "accessToken" TEXT NOT NULL,
    "refreshToken" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "refreshLeaseUntil" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'active',
    "stateReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" UUID NOT NULL,
    "instanceId" UUID NOT NULL,
    "namespaceId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "gitlabProjectId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "pathWithNamespace" TEXT NOT NULL,
    "webUrl" TEXT NOT NULL,
    "defaultBranch" TEXT,
    "level" TEXT NOT NULL DEFAULT 'suggest',
    "connectionId" UUID NOT NULL,
    "writerUserId" INTEGER NOT NULL,
    "hookId" INTEGER,
    "hookToken" TEXT NOT NULL,
    "hookSigningToken" TEXT NOT NULL,
    "hookVerifiedAt" TIMESTAMPTZ(3),
    "lastDeliveryAt" TIMESTAMPTZ(3),
    "lastSweptAt" TIMESTAMPTZ(3),
    "allowedJobs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "disconnectedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "payload" JSONB,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "event_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Failure" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "sha" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "mergeRequestIid" INTEGER,
    "mergeRequestUrl" TEXT,
    "sourceProjectId" INTEGER,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'diagnosing',
    "statusReason" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL DEFAULT 'unknown',
    "verdict" TEXT NOT NULL DEFAULT 'unknown',
    "summary" TEXT NOT NULL DEFAULT '',
    "fingerprint" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "pipelineId" BIGINT NOT NULL,
    "pipelineUrl" TEXT NOT NULL,
    "detectedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Failure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FailedPipeline" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "failureId" UUID NOT NULL,
    "pipelineId" BIGINT NOT NULL,
    "parentPipelineId" BIGINT,
    "bridgeName" TEXT,
    "jobs" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "webUrl" TEXT NOT NULL,
    "readAt" TEXT NOT NULL,

    CONSTRAINT "FailedPipeline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FailedJob" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "failureId" UUID NOT NULL,
    "diagnosisId" UUID,
    "pipelineId" BIGINT NOT NULL,
    "jobId" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "failureReason" TEXT NOT NULL,
    "duration" DOUBLE PRECISION,
    "webUrl" TEXT NOT NULL,

    CONSTRAINT "FailedJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Diagnosis" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "failureId" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "handedOverAt" TIMESTAMPTZ(3),
    "claimedBy" TEXT,
    "summary" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Diagnosis_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ControlRun" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "failureId" UUID NOT NULL,
    "jobId" BIGINT NOT NULL,
    "retriedJobId" BIGINT,
    "outcome" TEXT NOT NULL DEFAULT 'running',
    "reason" TEXT NOT NULL DEFAULT '',
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ControlRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Fix" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "failureId" UUID NOT NULL,
    "diagnosisId" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'proposed',
    "statusReason" TEXT NOT NULL DEFAULT '',
    "baseSha" TEXT NOT NULL,
    "edits" JSONB NOT NULL,
    "diff" TEXT NOT NULL,
    "checklist" JSONB NOT NULL,
    "decision" JSONB,
    "candidateBranch" TEXT,
    "candidateSha" TEXT,
    "approvedById" UUID,
    "approvedByName" TEXT,
    "appliedSha" TEXT,
    "appliedPipelineId" BIGINT,
    "appliedOutcome" TEXT,
    "revertSha" TEXT,
    "suggestions" JSONB,
    "suggestedAt" TIMESTAMPTZ(3),
    "discussionIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Fix_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Validation" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "fixId" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "pipelineId" BIGINT,
    "pipelineUrl" TEXT,
    "outcome" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "jobsBefore" JSONB NOT NULL,
    "jobsAfter" JSONB,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Validation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MergeRequestNote" (
    "id" UUID NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "mergeRequestIid" INTEGER NOT NULL,
    "noteId" BIGINT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MergeRequestNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" BIGSERIAL NOT NULL,
    "workspaceId" UUID NOT NULL,
    "projectId" UUID,
    "failureId" UUID,
    "fixId" UUID,
    "actorKind" TEXT NOT NULL,
    "actorUserId" UUID,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Instance_baseUrl_key" ON "Instance"("baseUrl");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_provider_providerAccountId_key" ON "Account"("provider", "providerAccountId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_sessionToken_key" ON "Session"("sessionToken");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Connection_instanceId_gitlabUserId_idx" ON "Connection"("instanceId", "gitlabUserId");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_userId_instanceId_key" ON "Connection"("userId", "instanceId");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_instanceId_namespaceId_key" ON "Workspace"("instanceId", "namespaceId");

-- CreateIndex
CREATE UNIQUE INDEX "Project_key_key" ON "Project"("key");

-- CreateIndex
CREATE INDEX "Project_connectionId_idx" ON "Project"("connectionId");

-- CreateIndex
CREATE UNIQUE INDEX "Project_workspaceId_gitlabProjectId_key" ON "Project"("workspaceId", "gitlabProjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Project_id_workspaceId_key" ON "Project"("id", "workspaceId");

-- CreateIndex
CREATE INDEX "Delivery_projectId_receivedAt_idx" ON "Delivery"("projectId", "receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_projectId_idempotencyKey_key" ON "Delivery"("projectId", "idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_event_id_key" ON "outbox"("event_id");

-- CreateIndex
CREATE INDEX "outbox_published_at_id_idx" ON "outbox"("published_at", "id");

-- CreateIndex
CREATE INDEX "Failure_projectId_detectedAt_idx" ON "Failure"("projectId", "detectedAt" DESC);

-- CreateIndex
CREATE INDEX "Failure_workspaceId_detectedAt_idx" ON "Failure"("workspaceId", "detectedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Failure_projectId_sha_branch_key" ON "Failure"("projectId", "sha", "branch");

-- CreateIndex
CREATE UNIQUE INDEX "Failure_id_workspaceId_key" ON "Failure"("id", "workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "FailedPipeline_failureId_pipelineId_key" ON "FailedPipeline"("failureId", "pipelineId");

-- CreateIndex
CREATE INDEX "FailedJob_diagnosisId_idx" ON "FailedJob"("diagnosisId");

-- CreateIndex
CREATE UNIQUE INDEX "FailedJob_failureId_jobId_key" ON "FailedJob"("failureId", "jobId");

-- CreateIndex
CREATE INDEX "Diagnosis_workspaceId_fingerprint_idx" ON "Diagnosis"("workspaceId", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "Diagnosis_failureId_fingerprint_key" ON "Diagnosis"("failureId", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "Diagnosis_id_workspaceId_key" ON "Diagnosis"("id", "workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "ControlRun_failureId_jobId_key" ON "ControlRun"("failureId", "jobId");

-- CreateIndex
CREATE INDEX "Fix_failureId_idx" ON "Fix"("failureId");

-- CreateIndex
CREATE UNIQUE INDEX "Fix_id_workspaceId_key" ON "Fix"("id", "workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "Fix_diagnosisId_attempt_key" ON "Fix"("diagnosisId", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "Validation_fixId_method_key" ON "Validation"("fixId", "method");

-- CreateIndex
CREATE UNIQUE INDEX "MergeRequestNote_projectId_mergeRequestIid_key" ON "MergeRequestNote"("projectId", "mergeRequestIid");

-- CreateIndex
CREATE INDEX "AuditEvent_workspaceId_at_idx" ON "AuditEvent"("workspaceId", "at" DESC);

-- CreateIndex
CREATE INDEX "AuditEvent_failureId_id_idx" ON "AuditEvent"("failureId", "id");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_instanceId_fkey" FOREIGN KEY ("instanceId") REFERENCES "Instance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Workspace" ADD CONSTRAINT "Workspace_instanceId_fkey" FOREIGN KEY ("instanceId") REFERENCES "Instance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_projectId_workspaceId_fkey" FOREIGN KEY ("projectId", "workspaceId") REFERENCES "Project"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Failure" ADD CONSTRAINT "Failure_projectId_workspaceId_fkey" FOREIGN KEY ("projectId", "workspaceId") REFERENCES "Project"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FailedPipeline" ADD CONSTRAINT "FailedPipeline_failureId_workspaceId_fkey" FOREIGN KEY ("failureId", "workspaceId") REFERENCES "Failure"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FailedJob" ADD CONSTRAINT "FailedJob_failureId_workspaceId_fkey" FOREIGN KEY ("failureId", "workspaceId") REFERENCES "Failure"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FailedJob" ADD CONSTRAINT "FailedJob_diagnosisId_workspaceId_fkey" FOREIGN KEY ("diagnosisId", "workspaceId") REFERENCES "Diagnosis"("id", "workspaceId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Diagnosis" ADD CONSTRAINT "Diagnosis_failureId_workspaceId_fkey" FOREIGN KEY ("failureId", "workspaceId") REFERENCES "Failure"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ControlRun" ADD CONSTRAINT "ControlRun_failureId_workspaceId_fkey" FOREIGN KEY ("failureId", "workspaceId") REFERENCES "Failure"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fix" ADD CONSTRAINT "Fix_failureId_workspaceId_fkey" FOREIGN KEY ("failureId", "workspaceId") REFERENCES "Failure"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fix" ADD CONSTRAINT "Fix_diagnosisId_workspaceId_fkey" FOREIGN KEY ("diagnosisId", "workspaceId") REFERENCES "Diagnosis"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Validation" ADD CONSTRAINT "Validation_fixId_workspaceId_fkey" FOREIGN KEY ("fixId", "workspaceId") REFERENCES "Fix"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MergeRequestNote" ADD CONSTRAINT "MergeRequestNote_projectId_workspaceId_fkey" FOREIGN KEY ("projectId", "workspaceId") REFERENCES "Project"("id", "workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- The words of lib/domain, held by the database too.
ALTER TABLE "Project" ADD CONSTRAINT "Project_level_check" CHECK ("level" IN ('watch', 'suggest', 'auto-lint', 'auto-validated'));
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_state_check" CHECK ("state" IN ('stored', 'ignored', 'unusable'));
ALTER TABLE "Failure" ADD CONSTRAINT "Failure_status_check" CHECK ("status" IN ('diagnosing', 'diagnosed', 'mending', 'waiting', 'suggested', 'mended', 'no-fix', 'dismissed', 'superseded'));
ALTER TABLE "Fix" ADD CONSTRAINT "Fix_status_check" CHECK ("status" IN ('proposed', 'validating', 'validated', 'suggested', 'waiting', 'approved', 'applied', 'undone', 'refused', 'not-mended', 'dismissed', 'abandoned'));
ALTER TABLE "Validation" ADD CONSTRAINT "Validation_outcome_check" CHECK ("outcome" IS NULL OR "outcome" IN ('mended', 'still-failing', 'broke-something', 'inconclusive'));

-- Audit rows are written once and never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only';
END $$;
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Open pages hear of every change to a failure and what belongs to it.
CREATE FUNCTION notify_failure_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('changes', NEW."id"::text);
  RETURN NULL;
END $$;
CREATE FUNCTION notify_part_of_failure_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('changes', NEW."failureId"::text);
  RETURN NULL;
END $$;
CREATE FUNCTION notify_validation_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('changes', f."failureId"::text) FROM "Fix" f WHERE f."id" = NEW."fixId";
  RETURN NULL;
END $$;
CREATE TRIGGER "Failure_changed" AFTER INSERT OR UPDATE ON "Failure" FOR EACH ROW EXECUTE FUNCTION notify_failure_change();
CREATE TRIGGER "Diagnosis_changed" AFTER INSERT OR UPDATE ON "Diagnosis" FOR EACH ROW EXECUTE FUNCTION notify_part_of_failure_change();
CREATE TRIGGER "Fix_changed" AFTER INSERT OR UPDATE ON "Fix" FOR EACH ROW EXECUTE FUNCTION notify_part_of_failure_change();
CREATE TRIGGER "ControlRun_changed" AFTER INSERT OR UPDATE ON "ControlRun" FOR EACH ROW EXECUTE FUNCTION notify_part_of_failure_change();
CREATE TRIGGER "Validation_changed" AFTER INSERT OR UPDATE ON "Validation" FOR EACH ROW EXECUTE FUNCTION notify_validation_change();
