/** Claims with which the subjects of a repository may start, and whose values the author of a workflow chooses. */
export const attackerClaims: ReadonlySet<string> = new Set([
  'workflow',
  'environment',
  'ref',
  'context',
  'head_ref',
  'base_ref',
  'actor',
  'actor_id',
  'event_name',
  'run_id',
  'runner_environment',
]);

/** First claims other than `repo` whose values GitHub itself decides. */
export const otherFirstClaims: ReadonlySet<string> = new Set([
  'repository',
  'repository_id',
  'repository_owner',
  'repository_owner_id',
  'repository_visibility',
  'job_workflow_ref',
  'enterprise',
  'enterprise_id',
]);
