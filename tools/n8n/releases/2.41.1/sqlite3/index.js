// n8n's database driver fetches its binary from outside npm, or is compiled. This fork brings the
// binaries in its package, but is an ES module: https://github.com/AppThreat/node-sqlite3
module.exports = require('@appthreat/sqlite3').default;
