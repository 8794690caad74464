// The keys of the page that is open, and the few settings that have no place of their own.

import { Button, Checkbox, Kbd } from '@mantine/core'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import classes from './dialog.module.css'
import { Dialog } from './dialog.tsx'

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { shortcuts } = useServices()
  const active = useObservable(shortcuts.active)
  return (
    <Dialog label="Keys and settings" onClose={onClose}>
      <h2 className={classes.heading}>Keys</h2>
      <dl className={classes.keys}>
        {active.map(({ key, label }) =>
          key === undefined ? null : (
            <div key={key}>
              <dt>
                <Kbd>{key}</Kbd>
              </dt>
              <dd>{label}</dd>
            </div>
          ),
        )}
        <div>
          <dt>
            <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
          </dt>
          <dd>Everything, by name</dd>
        </div>
      </dl>
      <h2 className={classes.heading}>Settings</h2>
      <DesktopNoticesSetting />
      <form method="dialog" className={classes.foot}>
        <Button type="submit" variant="default" size="compact-sm">
          Close
        </Button>
      </form>
    </Dialog>
  )
}

function DesktopNoticesSetting() {
  const { settings, notices } = useServices()
  const isOn = useObservable(settings.desktopNotices)
  const change = async (wanted: boolean): Promise<void> => {
    if (wanted && (!('Notification' in window) || (await Notification.requestPermission()) !== 'granted')) {
      notices.failed('The browser does not let this page notify: allow it in the browser’s settings for this site.')
      return
    }
    settings.desktopNotices.set(wanted)
  }
  return (
    <Checkbox
      label="Tell my desktop of new critical alerts while this page is open"
      checked={isOn}
      onChange={(event) => void change(event.currentTarget.checked)}
    />
  )
}
