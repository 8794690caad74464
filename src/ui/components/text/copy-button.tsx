// Copies a text, and says that it did.

import { Button } from '@mantine/core'
import { useServices } from '../../services.tsx'

interface CopyButtonProps {
  /** Asked when the button is pressed. */
  readonly text: () => string
  readonly children: string
}

export function CopyButton({ text, children }: CopyButtonProps) {
  const { notices } = useServices()
  const copy = async (): Promise<void> => {
    try {
      await writeToClipboard(text())
      notices.done('Copied')
    } catch {
      notices.failed('The browser did not let the page copy.')
    }
  }
  return (
    <Button size="compact-sm" variant="default" onClick={() => void copy()}>
      {children}
    </Button>
  )
}

/** Over plain HTTP a browser has no clipboard but the old one. */
async function writeToClipboard(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (!isCopied) throw new Error('not copied')
}
