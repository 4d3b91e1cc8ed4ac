import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const lead = String.raw`^(?:Error: |ERROR: |error: |\[ERROR\] (?:templates\/|Chart)?)`;

/** Helm, kubectl and Kustomize: charts that do not render, objects that are refused, rollouts that do not finish. */
export const kubernetes = signatureDetector({
  id: 'kubernetes',
  tool: 'helm',
  keywords: [
    ...[
      'Error: ',
      '[ERROR] ',
      'Error from server',
      'error: ',
      'UPGRADE FAILED',
      'INSTALLATION FAILED',
      'The connection to the server',
      'kubectl',
      'is invalid: ',
      'chart(s) linted',
    ],
  ],
  signatures: [
    {
      pattern:
        /(?:template: |parse error at \(|YAML parse error on |error converting YAML to JSON.{0,40}|\[ERROR\] )([\w.-]{1,100}\/(?:\S{1,200}\/)?\S{1,200}?\.(?:ya?ml|tpl|txt|json))(?::(\d{1,7})(?::(\d{1,5}))?\)?)?:? (.{1,500})$/,
      category: 'build',
      weight: 0.95,
      summary: (match) =>
        `The chart does not render at ${match[1]}${match[2] === undefined ? '' : `:${match[2]}`}: ${match[4]}`,
      reason: 'Helm names the template and what is wrong',
      nextStep:
        'Correct the template or the values that it reads; `helm template` shows the same on any machine.',
      finding: (match) => {
        const [, path = '', line, column, message = ''] = match;
        const inside = path.replace(/^[\w.-]{1,100}\/(?=templates\/|charts\/|values|Chart)/, '');
        const said = line ?? /line (\d{1,7})/.exec(message)?.[1];
        return {
          file: inside,
          line: said === undefined ? null : Number(said),
          column: column === undefined ? null : Number(column),
          message,
        };
      },
      rejects: (view, index) => !/template|YAML|\[ERROR\]|parse/.test(view.text(index)),
    },
    {
      pattern: new RegExp(
        String.raw`${lead}(?:(?:An error occurred while checking for chart dependencies|found in Chart\.yaml, but missing in charts/ directory: ([\w, -]{1,200})).{0,200}|no cached repository for .{1,200}|.{0,100}chart "([\w./-]{1,100})"(?: version "([^"]{1,60})")? (?:matching \S{1,60} )?not found.{0,200}|.{0,60}(?:can't get a valid version for|could not find protocol handler|the lock file \(Chart\.lock\) is out of sync|repo \S{1,100} not found|looks like "\S{1,200}" is not a valid chart repository).{0,300})`,
      ),
      category: 'dependency',
      weight: 0.94,
      summary: (match) => `Helm cannot get the charts: ${match[0].replace(/^Error: /, '')}`,
      reason: 'Helm names what it cannot get',
      nextStep: 'Add the repository (`helm repo add`), run `helm dependency update`, and commit Chart.lock.',
      dependency: (match) => namedPackage(match[1]?.split(',')[0] ?? match[2], match[3]),
    },
    {
      pattern:
        /^(?:Error: )?(?:UPGRADE|INSTALLATION|ROLLBACK) FAILED: (.{1,600})$|^Error: (?:release: (?:not found|already exists).{0,100}|cannot re-use a name that is still in use.{0,60}|another operation \(install\/upgrade\/rollback\) is in progress.{0,60}|release \S{1,100} failed, and has been (?:rolled back|uninstalled) due to atomic being set: .{1,300})$/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) => `Helm cannot bring out the release: ${match[1] ?? match[0].replace('Error: ', '')}`,
      reason: 'Helm says why the release failed',
      nextStep:
        'Look at the objects of the release (`kubectl get events`, `kubectl describe`); the line says how far it came.',
      rejects: (view, index) =>
        /timed out|deadline exceeded|connection re|i\/o timeout/.test(view.text(index)),
    },
    {
      pattern:
        /^(?:Error: )?(?:(?:UPGRADE|INSTALLATION|ROLLBACK) FAILED: .{0,300}(?:timed out waiting for the condition|context deadline exceeded).{0,200}|error: timed out waiting for the condition.{0,200}|error: (?:deployment|daemonset|statefulset)\S{0,100} ".{1,200}" exceeded its progress deadline.{0,60})$/,
      category: 'timeout',
      verdict: 'configuration',
      weight: 0.93,
      verdictReason: 'What was brought out did not become ready in the time that it was given.',
      summary: (match) => `The rollout did not finish in time: ${match[0].replace(/^[Ee]rror: /, '')}`,
      reason: 'The tool says that it waited too long',
      nextStep:
        'Look at the pods that are not ready (`kubectl describe pod`, `kubectl logs`): an image that cannot be pulled or a failing probe is the usual cause.',
    },
    {
      tool: 'kubectl',
      pattern:
        /^(?:Error from server \((?:Forbidden|Unauthorized)\): .{1,500}|error: You must be logged in to the server.{0,200}|error: the server has asked for the client to provide credentials.{0,100}|.{0,100}User "[^"]{1,200}" cannot \w{1,20} resource .{1,200})$/,
      category: 'permission',
      weight: 0.95,
      summary: (match) => `The cluster refuses the job: ${match[0]}`,
      reason: 'The cluster refuses the request',
      nextStep: "Give the job's service account the right that the line names, or renew its credentials.",
    },
    {
      tool: 'kubectl',
      pattern:
        /^(?:Error from server \((?:NotFound|AlreadyExists|Conflict|BadRequest|Invalid|MethodNotAllowed)\): .{1,600}|The \w{1,60} "[^"]{1,200}" is invalid: .{1,500}|error: (?:the server doesn't have a resource type "\S{1,100}"|no matches for kind .{1,200}|unable to recognize .{1,300}|error (?:validating|parsing) .{1,400}|no objects passed to apply|context "\S{1,100}" does not exist|resource mapping not found for .{1,300}|the path "[^"]{1,200}" does not exist|no configuration has been provided.{0,100}|current-context is not set.{0,100}))$/,
      category: 'configuration',
      weight: 0.93,
      summary: (match) => `Kubernetes refuses: ${match[0]}`,
      reason: 'kubectl says why it refuses',
      nextStep:
        'Correct the manifest or the name that the line gives; see whether the cluster has that kind and namespace.',
      finding: (match) => {
        const at =
          /(?:validating|parsing|recognize) "?([^"\s:]{1,300}\.(?:ya?ml|json))"?(?:.{0,100}line (\d{1,7}))?/.exec(
            match[0],
          );
        return at?.[1] === undefined
          ? null
          : { file: at[1], line: at[2] === undefined ? null : Number(at[2]), message: match[0] };
      },
    },
    {
      tool: 'kubectl',
      pattern:
        /(?:The connection to the server \S{1,200} was refused.{0,100}|Unable to connect to the server: .{1,300}|Error: Kubernetes cluster unreachable: .{1,300}|error: couldn't get current server API group list: .{1,200})/,
      category: 'infrastructure',
      weight: 0.93,
      summary: (match) => `The cluster cannot be reached: ${match[0]}`,
      reason: 'The cluster did not answer',
      nextStep:
        "Retry the job; if it fails again, check the cluster's address in the job (KUBECONFIG, the GitLab agent's context).",
    },
    {
      tool: 'kustomize',
      pattern:
        /^(?:Error|error): (?:accumulating (?:resources|components): .{1,600}|no matches for Id .{1,200}|.{0,100}kustomization\.ya?ml.{1,300}|unable to find one of 'kustomization\.yaml'.{1,200}|rawResources failed to read Resources: .{1,300})$/,
      category: 'build',
      weight: 0.94,
      summary: (match) => `Kustomize cannot build: ${match[0].replace(/^[Ee]rror: /, '')}`,
      reason: 'Kustomize says what it cannot build',
      nextStep:
        'Correct the kustomization that the line names; `kustomize build` shows the same on any machine.',
      finding: (match) => {
        const at = /(?:from|read) '([^']{1,300}\.ya?ml)'/.exec(match[0])?.[1];
        return at === undefined ? null : { file: at, line: null, message: match[0] };
      },
    },
  ],
  examples: [
    {
      log: 'Error: template: till/templates/deployment.yaml:12:20: executing "till/templates/deployment.yaml" at <.Values.coins.size>: nil pointer evaluating interface {}.size',
      category: 'build',
      findings: ['templates/deployment.yaml:12'],
    },
    {
      log: 'Error: YAML parse error on till/templates/service.yaml: error converting YAML to JSON: yaml: line 7: did not find expected key',
      category: 'build',
      findings: ['templates/service.yaml:7'],
    },
    {
      log: 'Error: found in Chart.yaml, but missing in charts/ directory: money',
      category: 'dependency',
      dependency: 'money',
    },
    { log: 'Error: UPGRADE FAILED: timed out waiting for the condition', category: 'timeout' },
    {
      log: 'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
      category: 'configuration',
    },
    {
      log: 'Error from server (Forbidden): deployments.apps is forbidden: User "system:serviceaccount:shop:till" cannot create resource "deployments" in API group "apps"',
      category: 'permission',
    },
    {
      log: 'The Deployment "till" is invalid: spec.selector: Invalid value: field is immutable',
      category: 'configuration',
    },
    {
      log: 'error: error validating "k8s/till.yaml": error validating data: unknown field "spec.coins"',
      category: 'configuration',
      findings: ['k8s/till.yaml'],
    },
    {
      log: 'The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?',
      category: 'infrastructure',
    },
    {
      log: "Error: accumulating resources: accumulation err='accumulating resources from 'till.yaml': open /builds/shop/till/till.yaml: no such file or directory'",
      category: 'build',
      findings: ['till.yaml'],
    },
  ],
  lookAlikes: [
    'Error: the till is empty',
    '1 chart(s) linted, 0 chart(s) failed',
    'error: test failed',
    'deployment "till" successfully rolled out',
  ],
});
