-- AlterTable
ALTER TABLE "Failure" ADD COLUMN     "targetBranch" TEXT;

-- AlterTable
ALTER TABLE "FailedPipeline" ADD COLUMN     "ref" TEXT NOT NULL DEFAULT '';


