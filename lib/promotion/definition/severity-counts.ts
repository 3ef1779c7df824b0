/** Every severity that ECR counts findings under, of both kinds of scanning. */
export const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED', 'UNTRIAGED'] as const;

/** ECR leaves out a severity that nothing has. */
export const noCounts: Readonly<Record<string, number>> = Object.fromEntries(severities.map((name) => [name, 0]));
