-- AlterTable
ALTER TABLE "FailedJob" ADD COLUMN     "reports" TEXT[] DEFAULT ARRAY[]::TEXT[];
