#!/usr/bin/env node
import { endOutput, runCommandLine } from '../lib/app/cli';

process.stdout.on('error', endOutput);
runCommandLine(process.argv);
