import { type IPolicyValidationPlugin, type PolicyValidationPluginReport, Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { ConfigError } from './config/problem';

/** The packs of cdk-nag by their names in its reports, with their classes. */
const packClasses = {
  AwsSolutions: 'AwsSolutionsChecks',
  'HIPAA.Security': 'HIPAASecurityChecks',
  'NIST.800.53.R4': 'NIST80053R4Checks',
  'NIST.800.53.R5': 'NIST80053R5Checks',
  'PCI.DSS.321': 'PCIDSS321Checks',
  Serverless: 'ServerlessChecks',
} as const;

export type NagPackName = keyof typeof packClasses;

export const nagPackNames = Object.keys(packClasses) as [NagPackName, ...NagPackName[]];

/**
 * Runs packs of cdk-nag at synth, on a scope and not on the rest of its app. It loads cdk-nag only if the config names a
 * pack. The import is slow.
 */
export function addNagPacks(scope: IConstruct, names: readonly NagPackName[]): void {
  if (names.length === 0) return;
  const cdkNag = loadCdkNag();
  const plugins = [...new Set(names)].map((name): IPolicyValidationPlugin => {
    const pack = new cdkNag[packClasses[name]](scope);
    return { name: pack.name, ruleIds: pack.ruleIds, validate: () => pack.validateScope(scope) };
  });
  Validations.of(scope).addPlugins(...plugins);
}

interface NagPack extends IPolicyValidationPlugin {
  validateScope(scope: IConstruct): PolicyValidationPluginReport;
}

type CdkNag = Record<(typeof packClasses)[NagPackName], new (scope: IConstruct) => NagPack>;

function loadCdkNag(): CdkNag {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an optional peer, loaded when it is used
    return require('cdk-nag') as CdkNag;
  } catch {
    throw new ConfigError([
      { path: 'checks', message: 'need the package cdk-nag. Install it: npm install --save-dev cdk-nag@3' },
    ]);
  }
}
