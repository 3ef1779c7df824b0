import { type Finding } from './findings';

/** Reasons for which findings are meant, by the path of a construct and then by the id of the rule. */
export type Acknowledgements = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The name under which CDK knows the rules: an id may be given with it or without. */
export const namespace = 'EcrPublishingChecks';

/** Marks what somebody has acknowledged, at the construct or at one that it is in, as CDK itself does at synth. */
export function withAcknowledgements(findings: readonly Finding[], acknowledgements: Acknowledgements): Finding[] {
  if (acknowledgements.size === 0) return [...findings];
  return findings.map((finding) => {
    const acknowledged = reasonFor(finding, acknowledgements);
    return acknowledged === undefined ? finding : { ...finding, acknowledged };
  });
}

function reasonFor({ id, source }: Finding, acknowledgements: Acknowledgements): string | undefined {
  for (let path = source.path; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('/'), 0))) {
    const reasons = acknowledgements.get(path);
    const reason = reasons?.[`${namespace}::${id}`] ?? reasons?.[id];
    if (reason !== undefined) return reason;
  }
  return undefined;
}
