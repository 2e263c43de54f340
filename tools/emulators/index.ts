export * from './karmacheck';
export * from './kelviq';
export * from './start';
export * from './storage';
export type { Json, RecordedRequest, Scripted, VendorEmulator } from './vendor/types';
