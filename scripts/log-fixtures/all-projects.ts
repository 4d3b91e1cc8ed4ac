import { compiledProjects } from './compiled-projects';
import type { FixtureProject } from './fixture-project';
import { javascriptProjects } from './javascript-projects';
import { packagedProjects } from './packaged-projects';
import { pythonProjects } from './python-projects';
import { scriptedProjects } from './scripted-projects';

export const allProjects: readonly FixtureProject[] = [
  ...javascriptProjects,
  ...packagedProjects,
  ...pythonProjects,
  ...compiledProjects,
  ...scriptedProjects,
];
