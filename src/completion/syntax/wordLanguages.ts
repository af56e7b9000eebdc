/** Rows of the languages whose blocks stand between words or hang on their indentation, checked against their grammars. */

import { fallbackRow, types } from './languageRow';
import type { LanguageRow } from './languageRow';

export const python: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-python.wasm',
  lineComment: '#',
  blockComment: undefined,
  quotes: '"\'',
  blockStyle: 'indent',
  opensBlock:
    /^\s*(?:(?:async\s+)?(?:def|class|if|elif|else|for|while|try|except|finally|with|match|case)\b.*|[)\]}].*|[^(#'"\s][^(#'"]*\)[^#]*):$/,
  comments: types('comment'),
  strings: types('string'),
  interpolations: types('interpolation'),
  functions: types('function_definition'),
  classes: types('class_definition'),
  bodies: types('block'),
  wrappers: types('decorated_definition'),
  members: types('assignment'),
  imports: types('import_statement import_from_statement future_import_statement'),
  inlineOpeners: types('slice pair lambda typed_parameter typed_default_parameter assignment interpolation'),
};

export const ruby: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-ruby.wasm',
  lineComment: '#',
  blockComment: ['=begin', '=end'],
  quotes: '"\'`',
  blockStyle: 'keywords',
  opensBlock:
    /\{$|(?:^|[\s;)])(?:do|then|else|begin|ensure|rescue)$|(?:\bdo|\{)\s*\|[^|]*\|$|^\s*(?:(?:private|protected|public|module_function|private_class_method)\s+)?def\s(?![^(]*=\s)(?!.*\)\s*=)(?!.*[;#]).*[\w?!)=]$|^\s*(?:class|module|if|unless|elsif|while|until|case|when|for|rescue)\s(?!.*(?:;|\bthen\b|\bend$)).*[\w?!)\]'"}/]$|=\s*(?:if|case|unless)\s.*[\w?!)\]'"}]$/,
  comments: types('comment'),
  strings: types('string heredoc_body string_array symbol_array delimited_symbol regex subshell character'),
  interpolations: types('interpolation'),
  functions: types('method singleton_method lambda do_block block'),
  classes: types('class module singleton_class'),
  bodies: types('body_statement block_body then do'),
  blocks: types('if unless case while until for begin else elsif when rescue ensure'),
  members: types('call assignment'),
  importText: /^(?:require|require_relative|load)\b/,
  inlineOpeners: types('interpolation'),
};

export const shell: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-bash.wasm',
  lineComment: '#',
  blockComment: undefined,
  quotes: '"\'`',
  blockStyle: 'keywords',
  opensBlock: /(?:^|\s)\{$|\)\{$|(?:^|[\s;])(?:then|do|else)$|^\s*case\s.*\sin$/,
  comments: types('comment'),
  strings: types('string raw_string ansi_c_string translated_string heredoc_body'),
  interpolations: types('command_substitution expansion'),
  functions: types('function_definition'),
  bodies: types('compound_statement do_group'),
  blocks: types('if_statement for_statement c_style_for_statement while_statement case_statement case_item'),
  members: types('variable_assignment declaration_command'),
  importText: /^(?:source|\.)\s/,
  inlineOpeners: types('expansion brace_expression'),
};
