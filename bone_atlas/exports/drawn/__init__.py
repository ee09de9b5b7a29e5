"""What a slide shows and tells, drawn as shapes that PowerPoint and PDF each write their way."""
