"""What each page's template is given: views, and the same in words."""
