import { diagnosis, type Diagnosis } from '@/lib/domain/diagnosis';
import type { DiagnosisRow } from './failure-row';

export interface DiagnosisView extends Diagnosis {
  readonly id: string;
  readonly jobs: readonly {
    readonly id: string;
    readonly name: string;
    readonly stage: string;
    readonly failureReason: string;
    readonly duration: number | null;
    readonly webUrl: string;
  }[];
}

export function viewDiagnosis(row: DiagnosisRow): DiagnosisView {
  return {
    ...diagnosis.parse(row.body),
    id: row.id,
    jobs: row.jobs.map(({ id, name, stage, failureReason, duration, webUrl }) => ({
      id,
      name,
      stage,
      failureReason,
      duration,
      webUrl,
    })),
  };
}
