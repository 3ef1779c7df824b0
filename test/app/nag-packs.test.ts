import { validateConfig } from '../../lib/app/config';
import { addNagPacks, nagPackNames } from '../../lib/app/nag-packs';
import { addRegistryStacks } from '../../lib/app/registry-stacks';
import { readFindings } from '../example-apps';
import { newApp } from '../synthesis';
import { full, problemsOf } from './config-cases';

test('a config with every key has no findings in any pack', () => {
  const app = newApp();
  // What the file chooses by name is for its author to acknowledge.
  const chosen = [
    ...['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'].map((pack) => ({
      id: `${pack}-IAMUserNoPolicies`,
      reason: 'The file names this user, who pushes from a machine outside of AWS.',
    })),
    { id: 'AwsSolutions-CB5', reason: 'The file names the image of the builds that copy.' },
  ];
  const acknowledgements = [...full.acknowledgements, ...chosen];
  addRegistryStacks(app, validateConfig({ ...full, acknowledgements }));
  addNagPacks(app, nagPackNames);
  const findings = readFindings(app.synth());
  expect(findings.flatMap(({ violations }) => violations)).toEqual([]);
  expect(findings.flatMap(({ suppressed }) => suppressed).filter(({ reason = '' }) => reason.length < 20)).toEqual([]);
});

test('without checks cdk-nag is not loaded', () => {
  jest.isolateModules(() => {
    jest.doMock('cdk-nag', () => {
      throw new Error('it was loaded');
    });
    addNagPacks(newApp(), []);
  });
  jest.dontMock('cdk-nag');
});

test('fails with one line if cdk-nag is not installed', () => {
  jest.doMock('cdk-nag', () => {
    throw new Error("Cannot find module 'cdk-nag'");
  });
  expect(
    problemsOf(() => {
      addNagPacks(newApp(), ['AwsSolutions']);
    }),
  ).toEqual(['checks: need the package cdk-nag. Install it: npm install --save-dev cdk-nag@3']);
  jest.dontMock('cdk-nag');
});
