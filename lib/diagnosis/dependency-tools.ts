import type { Detector } from './detector';
import { ansible } from './detectors/ansible';
import { bunAndDeno } from './detectors/bun-and-deno';
import { cargoPackages } from './detectors/cargo-packages';
import { dockerBuild } from './detectors/docker-build';
import { docker } from './detectors/docker';
import { git } from './detectors/git';
import { goModules } from './detectors/go-modules';
import { gradle } from './detectors/gradle';
import { kubernetes } from './detectors/kubernetes';
import { maven } from './detectors/maven';
import { mavenGoal } from './detectors/maven-goal';
import { npm } from './detectors/npm';
import { nuget } from './detectors/nuget';
import { otherPackages } from './detectors/other-packages';
import { pip } from './detectors/pip';
import { pnpm } from './detectors/pnpm';
import { pythonManagers } from './detectors/python-managers';
import { rubyAndPhpPackages } from './detectors/ruby-and-php-packages';
import { runnerSystem } from './detectors/runner-system';
import { systemPackages } from './detectors/system-packages';
import { terraform } from './detectors/terraform';
import { yarn } from './detectors/yarn';

/** Package managers, images, infrastructure as code, git and the runner. */
export const dependencyTools: readonly Detector[] = [
  ansible,
  bunAndDeno,
  cargoPackages,
  docker,
  dockerBuild,
  git,
  goModules,
  gradle,
  kubernetes,
  maven,
  mavenGoal,
  npm,
  nuget,
  otherPackages,
  pip,
  pnpm,
  pythonManagers,
  rubyAndPhpPackages,
  runnerSystem,
  systemPackages,
  terraform,
  yarn,
];
