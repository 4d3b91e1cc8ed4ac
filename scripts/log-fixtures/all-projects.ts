import { compiledProjects } from './compiled-projects';
import type { FixtureProject } from './fixture-project';
import { javascriptProjects } from './javascript-projects';
import { pythonProjects } from './python-projects';
import { scriptedProjects } from './scripted-projects';

export const allProjects: readonly FixtureProject[] = [
  ...javascriptProjects,
  ...pythonProjects,
  ...compiledProjects,
  ...scriptedProjects,
];
