// Colours and styles of the HTML mail. Inline, since several mail clients read nothing else; what only newer ones know
// (dark mode, narrow screens) is in the sheet.

/** White text on any of them has a contrast of 4.5:1 or more, so they may stay as they are in dark mode. */
export const severityColors = {
  critical: '#b42318',
  warning: '#96530a',
  info: '#1a5fb4',
  other: '#57606a',
  resolved: '#1a7f37',
} as const

const font = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** Text colours and surfaces in light; the sheet's classes turn them over in the dark. */
export const styles = {
  page: `margin:0;padding:0;background-color:#f3f4f6;${font};-webkit-text-size-adjust:100%`,
  preheader:
    'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:#f3f4f6;mso-hide:all',
  outer: 'padding:24px 12px',
  card: 'width:100%;max-width:600px;background-color:#ffffff;border-radius:8px',
  pad: `padding:16px 24px;${font};color:#1f2328`,
  state: `padding:10px 24px;border-radius:8px 8px 0 0;${font};font-size:14px;line-height:20px;font-weight:600;color:#ffffff`,
  title: 'margin:0;font-size:20px;line-height:28px;font-weight:600;color:#1f2328;overflow-wrap:anywhere',
  text: 'margin:8px 0 0;font-size:14px;line-height:20px;color:#1f2328;white-space:pre-wrap;overflow-wrap:anywhere',
  summary:
    'margin:6px 0 0;font-size:15px;line-height:22px;font-weight:600;color:#1f2328;white-space:pre-wrap;overflow-wrap:anywhere',
  facts: 'margin-top:4px;font-size:13px;line-height:20px;color:#57606a',
  labels: 'margin-top:4px;font-size:13px;line-height:20px;color:#57606a;overflow-wrap:anywhere',
  quiet: 'color:#57606a',
  strong: 'font-weight:600;color:#1f2328;white-space:pre-wrap',
  section: `padding:16px 24px 0;${font};font-size:13px;line-height:20px;font-weight:600;color:#57606a`,
  alert: `padding:12px 16px;${font};font-size:14px;line-height:20px;color:#1f2328`,
  chip: 'display:inline-block;padding:0 8px;border-radius:10px;font-size:12px;line-height:20px;font-weight:600;color:#ffffff',
  link: 'color:#1a5fb4;text-decoration:underline',
  action: 'display:inline-block;padding:6px 0;color:#1a5fb4;text-decoration:underline',
  button:
    'display:inline-block;margin:12px 8px 0 0;padding:10px 16px;border-radius:6px;background-color:#1a5fb4;border:1px solid #1a5fb4;font-size:14px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none',
  plainButton:
    'display:inline-block;margin:12px 8px 0 0;padding:10px 16px;border-radius:6px;border:1px solid #8c959f;font-size:14px;line-height:20px;font-weight:600;color:#1f2328;text-decoration:none',
  footer: `padding:16px 24px;${font};font-size:12px;line-height:18px;color:#57606a`,
} as const

/** For dark mode, twice: as the standard has it, and as Outlook.com writes it; and for screens of a phone. */
export const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { text-underline-offset: 2px; }
@media (prefers-color-scheme: dark) {
${darkRules('')}
}
${darkRules('[data-ogsc] ')}
@media (max-width: 480px) {
  .outer { padding: 0 !important; }
  .card { border-radius: 0 !important; }
  .state { border-radius: 0 !important; }
  .pad { padding-left: 16px !important; padding-right: 16px !important; }
  .button { display: block !important; margin-right: 0 !important; text-align: center !important; }
}
`

function darkRules(prefix: string): string {
  const rules = {
    '.page': 'background-color: #0f1216 !important',
    '.card': 'background-color: #1a1f26 !important',
    '.ink': 'color: #e8ecf1 !important',
    '.quiet': 'color: #a9b4c0 !important',
    '.line': 'border-color: #39424d !important',
    '.link': 'color: #8ab8f5 !important',
    '.plain': 'color: #e8ecf1 !important; border-color: #5b6673 !important',
  }
  return Object.entries(rules)
    .map(([selector, rule]) => `  ${prefix}${selector} { ${rule}; }`)
    .join('\n')
}
