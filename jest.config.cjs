/** The unit tests, which mirror lib/. The tests in test/e2e and test/languages need Debian and root, so they have other scripts. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/e2e/',
    '<rootDir>/test/bench/',
    '<rootDir>/test/languages/',
  ],
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
  moduleNameMapper: {
    '^cdk-ecr-publishing$': '<rootDir>/lib/index.ts',
    '^fast-check$': '<rootDir>/test/seeded-fast-check.ts',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { decoratorVersion: '2022-03' },
          target: 'es2022',
        },
      },
    ],
  },
  // By default, Jest leaves one core free, so two cores run one test file at a time.
  maxWorkers: '100%',
  setupFiles: ['<rootDir>/test/setup.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/'],
};
