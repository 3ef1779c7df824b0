#!/usr/bin/env node
import { runApp } from '../lib/app/app';

runApp();
