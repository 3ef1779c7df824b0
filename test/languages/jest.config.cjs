/** `npm run e2e:languages`: apps in other languages, with the packages of dist/. `npm test` leaves it out. */
module.exports = {
  testEnvironment: 'node',
  rootDir: __dirname,
  testMatch: ['<rootDir>/**/*.test.ts'],
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
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
  maxWorkers: 1,
  testTimeout: 1_800_000, // compilers on a machine that has nothing yet
  verbose: true,
};
