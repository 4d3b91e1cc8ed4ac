'use server';

import { redirect } from 'next/navigation';
import type { ActionState } from '@/components/ui/action-state';
import { automationLevel } from '@/lib/domain/automation-level';
import { allowJob, disallowJob } from '@/lib/operations/allow-job';
import { connectProject } from '@/lib/operations/connect-project';
import { setLevel } from '@/lib/operations/set-level';
import { services } from '@/lib/runtime';
import { disconnectProject } from '@/lib/operations/disconnect-project';
import { formText } from '../form-text';
import { runAction } from '../run-action';

export async function changeLevel(_previous: ActionState, form: FormData): Promise<ActionState> {
  const level = automationLevel.safeParse(formText(form, 'level'));
  if (!level.success) return { kind: 'refused', message: 'There is no such level.' };
  const projectId = formText(form, 'projectId');
  return runAction('The level is changed.', (caller) =>
    setLevel(services(), caller, { projectId, level: level.data }),
  );
}

export async function connect(_previous: ActionState, form: FormData): Promise<ActionState> {
  const instanceId = formText(form, 'instanceId');
  const gitlabProjectId = Number(formText(form, 'gitlabProjectId'));
  let projectId = '';
  const state = await runAction('Connected.', async (caller) => {
    ({ projectId } = await connectProject(services(), caller, { instanceId, gitlabProjectId }));
  });
  if (state.kind === 'done') redirect(`/projects/${projectId}`);
  return state;
}

export async function disconnect(_previous: ActionState, form: FormData): Promise<ActionState> {
  const projectId = formText(form, 'projectId');
  const state = await runAction('Disconnected.', (caller) =>
    disconnectProject(services(), caller, { projectId }),
  );
  if (state.kind === 'done') redirect('/projects');
  return state;
}

export async function allow(_previous: ActionState, form: FormData): Promise<ActionState> {
  const projectId = formText(form, 'projectId');
  const job = formText(form, 'job').trim();
  return runAction('Allowed.', (caller) => allowJob(services(), caller, { projectId, job }));
}

export async function disallow(_previous: ActionState, form: FormData): Promise<ActionState> {
  const projectId = formText(form, 'projectId');
  const job = formText(form, 'job');
  return runAction('No longer allowed.', (caller) => disallowJob(services(), caller, { projectId, job }));
}
