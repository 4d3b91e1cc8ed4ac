import { Hono } from 'hono';
import { ApiError, invalidRecord, notFound } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { requireMember } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import type { Params } from '../../http/read-params';
import { ACCESS } from '../../store/records';
import type { CiVariableRecord } from '../../store/records';

const MASKABLE = /^[a-zA-Z0-9_+=/@:.~-]{8,}$/;
const MAX_VALUE = 10_000;

/** `/projects/:id/variables`, to be mounted under `/api/v4`. Maintainers only. */
export function variableRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.get('/projects/:id/variables', (c) => c.json(paginate(c, listOf(c)).map(variableShape)));

  routes.get('/projects/:id/variables/:key', async (c) =>
    c.json(variableShape(find(c, await readParams(c)))),
  );

  routes.post('/projects/:id/variables', async (c) => {
    const variables = listOf(c);
    const { project } = requireMember(c, ACCESS.maintainer);
    const params = await readParams(c);
    const hidden = params.boolean('masked_and_hidden') ?? false;
    const variable = checked({
      projectId: project.id,
      key: params.requiredString('key'),
      value: params.string('value') ?? '',
      variableType: params.choice('variable_type', ['env_var', 'file'] as const) ?? 'env_var',
      protected: params.boolean('protected') ?? false,
      masked: hidden || (params.boolean('masked') ?? false),
      hidden,
      raw: params.boolean('raw') ?? false,
      environmentScope: params.string('environment_scope') ?? '*',
      description: params.string('description') ?? null,
    });
    if (
      variables.some((one) => one.key === variable.key && one.environmentScope === variable.environmentScope)
    ) {
      throw invalidRecord({ key: [`(${variable.key}) has already been taken`] });
    }
    variables.push(variable);
    c.var.sandbox.store.ciVariables.set(project.id, variables);
    c.var.sandbox.store.touch();
    return c.json(variableShape(variable), 201);
  });

  routes.put('/projects/:id/variables/:key', async (c) => {
    const params = await readParams(c);
    const variable = find(c, params);
    const changed = checked({
      ...variable,
      value: params.string('value') ?? variable.value,
      variableType: params.choice('variable_type', ['env_var', 'file'] as const) ?? variable.variableType,
      protected: params.boolean('protected') ?? variable.protected,
      masked: params.boolean('masked') ?? variable.masked,
      raw: params.boolean('raw') ?? variable.raw,
      environmentScope: params.string('environment_scope') ?? variable.environmentScope,
      description: params.string('description') ?? variable.description,
    });
    Object.assign(variable, changed);
    c.var.sandbox.store.touch();
    return c.json(variableShape(variable));
  });

  routes.delete('/projects/:id/variables/:key', async (c) => {
    const variable = find(c, await readParams(c));
    const rest = listOf(c).filter((one) => one !== variable);
    c.var.sandbox.store.ciVariables.set(variable.projectId, rest);
    c.var.sandbox.store.touch();
    return c.body(null, 204);
  });

  return routes;
}

function listOf(c: ApiContext): CiVariableRecord[] {
  const { project } = requireMember(c, ACCESS.maintainer);
  return c.var.sandbox.store.ciVariables.get(project.id) ?? [];
}

function find(c: ApiContext, params: Params): CiVariableRecord {
  const scope = params.record('filter')?.['environment_scope'];
  const found = listOf(c).filter(
    (one) => one.key === c.req.param('key') && (scope === undefined || one.environmentScope === scope),
  );
  if (found.length > 1) {
    throw new ApiError(409, {
      message:
        "There are multiple variables with provided parameters. Please use 'filter[environment_scope]'",
    });
  }
  const [only] = found;
  if (!only) throw notFound('Variable');
  return only;
}

function checked(variable: CiVariableRecord): CiVariableRecord {
  if (!/^[a-zA-Z0-9_]{1,255}$/.test(variable.key)) {
    throw invalidRecord({ key: ["can contain only letters, digits and '_'."] });
  }
  if (variable.value.length > MAX_VALUE)
    throw invalidRecord({ value: [`is too long (maximum is ${MAX_VALUE} characters)`] });
  if (variable.masked && !MASKABLE.test(variable.value)) throw invalidRecord({ value: ['is invalid'] });
  return variable;
}

function variableShape(variable: CiVariableRecord) {
  return {
    variable_type: variable.variableType,
    key: variable.key,
    value: variable.hidden ? null : variable.value,
    hidden: variable.hidden,
    protected: variable.protected,
    masked: variable.masked,
    raw: variable.raw,
    environment_scope: variable.environmentScope,
    description: variable.description,
  };
}
