// One suite and one program: having our sources compiled takes longer than the calls.
require('./published-entries');
require('./refused-options');
require('./public-calls');
require('./builder-calls');
