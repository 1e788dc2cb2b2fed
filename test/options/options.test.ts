// One suite and one program: having our sources compiled takes longer than the calls.
require('./refused-options');
require('./public-calls');
require('./builder-calls');
