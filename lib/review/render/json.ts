import { type AccessRow } from '../access-rows';
import { type Finding } from '../findings';
import { type ReviewChange, type ReviewReport } from '../review-report';
import { type TemplateSource } from '../template-graph';
import { safeJson } from './safe-json';

/** A report for machines, in the order of its fields here. */
export function renderJson({ repositories, principals, access, findings }: ReviewReport): string {
  return safeJson(
    {
      repositories: repositories.map(({ name, arn, account, region }) => ({ name, arn, account, region })),
      principals: principals.map(({ principal, kind, account }) => ({ principal, kind, account })),
      access: access.map(rowJson),
      findings: findings.map(findingJson),
    },
    2,
  );
}

export function renderJsonChange({ added, removed, widened, narrowed, findings }: ReviewChange): string {
  return safeJson(
    {
      added: added.map(rowJson),
      removed: removed.map(rowJson),
      widened: widened.map(rowJson),
      narrowed: narrowed.map(rowJson),
      findings: findings.map(findingJson),
    },
    2,
  );
}

function rowJson({ principal, via, repository, operation, decision, conditions, source }: AccessRow): object {
  return { principal, via, repository, operation, decision, conditions, source: sourceJson(source) };
}

function findingJson({ id, severity, message, fix, source, acknowledged }: Finding): object {
  return {
    id,
    severity,
    message,
    fix,
    source: sourceJson(source),
    ...(acknowledged !== undefined && { acknowledged }),
  };
}

function sourceJson({ template, logicalId, path }: TemplateSource): object {
  return { template, logicalId, path };
}
